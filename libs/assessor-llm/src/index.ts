export { combine } from './combine';
export { createSecondOpinion, type SecondOpinion, type SecondOpinionOptions } from './second-opinion';
