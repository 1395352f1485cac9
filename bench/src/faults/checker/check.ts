import { checkDeliveries } from './check-deliveries';
import { checkHistory, checkTold } from './check-history';
import { checkAcknowledged, checkItems, checkReadModels } from './check-items';
import { checkLog } from './check-log';
import type { Dossier, Finding } from './dossier';

/** All that is not as it was promised, in one round. */
export const check = (dossier: Dossier): Finding[] => [
  ...checkLog(dossier.log),
  ...checkItems(dossier),
  ...checkAcknowledged(dossier),
  ...checkReadModels(dossier),
  ...checkHistory(dossier),
  ...checkTold(dossier),
  ...checkDeliveries(dossier),
];
