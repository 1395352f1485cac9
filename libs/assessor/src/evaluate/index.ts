export { evaluate, type ClassScore, type Evaluation } from './evaluate';
export type { Judged } from './judged';
