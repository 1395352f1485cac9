/** What a text is about, so that the share of each can be counted. */
export type Topic =
  | 'us-mediates-elsewhere'
  | 'us-as-party'
  | 'others-mediate'
  | 'us-leaves'
  | 'us-business'
  | 'ukraine-russia'
  | 'disputes'
  | 'sport'
  | 'everyday'
  | 'covered-language'
  | 'uncovered-language'
  | 'digest';

/** What may stand in a slot, by the slot's name; `|` parts the alternatives. */
export type Words = Readonly<Record<string, string>>;

/** Headlines and first sentences that say the same. A lead names what the news is about; a headline need not. */
export interface Turn {
  titles: readonly string[];
  leads: readonly string[];
}

/**
 * One way of telling one kind of news. Every clause is a sentence of its own that fits all subjects and casts;
 * what stands in `more` fits every turn. `{slot}` is filled once per text, `{slot2}` with another word of the same
 * list, and `{this|that}` chooses on the spot.
 */
export interface Genre {
  id: string;
  topic: Exclude<Topic, 'digest'>;
  /** Of the text, when it is not English. */
  language?: string;
  /** The situations: each gives words of its own. */
  subjects: Readonly<Record<string, Words>>;
  /** Who speaks, when name, office and pronoun must agree. */
  casts?: readonly Words[];
  /** What may have happened: left, threatened, denied. */
  turns: readonly Turn[];
  more: readonly string[];
}
