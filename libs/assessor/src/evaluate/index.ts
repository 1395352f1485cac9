export { evaluate, type ClassScore, type Evaluation } from './evaluate';
export type { Judged } from './judged';
export { hexDigits, isInSplit } from './split';
