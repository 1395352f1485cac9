/** Words whose full stop does not end a sentence. */
export const ABBREVIATIONS = new Set(
  (
    'dept sec gen sen mr mrs ms st gov rep jan feb aug sept oct nov dec jr dr vs lt col no inc prof amb ' +
    'им г т д др mio mrd bzw ca evtl usw nr sr sra mme gén art'
  ).split(' '),
);
