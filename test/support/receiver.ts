export * from '../../bench/src/laboratory/receiver';
