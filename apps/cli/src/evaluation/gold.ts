import { z } from 'zod';
import { AUTHORITIES, SIGNALS } from '#libs/domain';
import { itemLine, readLines, type Lines } from '../read-lines';

const goldLine = itemLine
  .extend({
    label: z.enum(SIGNALS).optional(),
    labels: z.array(z.enum(SIGNALS)).min(1).optional(),
    group: z.string().optional(),
    phenomenon: z.string().optional(),
    difficulty: z.string().optional(),
    authority: z.enum(AUTHORITIES).optional(),
  })
  .refine(({ label, labels }) => label !== undefined || labels !== undefined, 'has neither label nor labels');

export type Gold = z.output<typeof goldLine> & { id: string };

/** Reads a labelled set; an item without an id is named after its line. */
export async function readGold(file: string): Promise<{ gold: Gold[]; bad: Lines<Gold>['bad'] }> {
  const { good, bad } = await readLines(file, goldLine);
  return { gold: good.map(({ line, value }) => ({ ...value, id: value.id ?? `line-${line}` })), bad };
}

/** Every accepted label of an item. */
export const acceptedLabels = ({ label, labels }: Gold) => labels ?? (label ? [label] : []);
