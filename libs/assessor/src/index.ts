export { assess } from './assess';
export { evaluate, type ClassScore, type Evaluation, type Judged } from './evaluate';
export { assessorInfo } from './info';
export { shingles } from './shingles';
