/**
 * How to take back what was done, last first. Whoever changes something that may be taken back records here
 * how: so several structures go back to one moment together, exactly as they were.
 */
export class Journal {
  private steps: (() => void)[] = [];
  private forgotten = 0;

  /** A moment to which `rewind` can return. */
  get mark(): number {
    return this.forgotten + this.steps.length;
  }

  /** The oldest moment to which `rewind` can still return. */
  get oldest(): number {
    return this.forgotten;
  }

  record(undo: () => void): void {
    this.steps.push(undo);
  }

  /** Takes back everything since a mark, which must not be older than `oldest`. */
  rewind(mark: number): void {
    while (this.mark > mark) this.steps.pop()!();
  }

  /** Gives up going back further than a mark: memory for what nobody will take back. */
  forget(mark: number): void {
    this.steps = this.steps.slice(mark - this.forgotten);
    this.forgotten = mark;
  }

  /** Sets a key of a map. */
  set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key);
    this.record(before === undefined ? () => void map.delete(key) : () => void map.set(key, before));
    map.set(key, value);
  }

  /** Adds to the end of a list. */
  push<V>(list: V[], value: V): void {
    this.record(() => void list.pop());
    list.push(value);
  }
}
