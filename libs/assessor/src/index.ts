export { assess, isOnTopic } from './assess';
export { evaluate, hexDigits, isInSplit, type ClassScore, type Evaluation, type Judged } from './evaluate';
export { assessorInfo } from './info';
export { shingles } from './shingles';
export { calibrate, fit, readUnseen, type Labelled, type Packed, type Unseen } from './model/fit';
export type { Calibration } from './model/regression';
export { unrelatedNews } from './unrelated/generator';
