export * from '../../bench/src/laboratory/feed-server';
