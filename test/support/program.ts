export * from '../../bench/src/laboratory/program';
