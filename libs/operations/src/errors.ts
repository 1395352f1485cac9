/** What a person can be told about an act that was refused: what happened, and what to do. */
export const OPERATION_ERRORS = {
  'invalid-input':
    'The input does not have the documented shape; correct the fields named and send it again.',
  'feed-not-found': 'No feed has this id; list the feeds to find it.',
  'feed-exists': 'A feed with this address is registered already; change that one.',
  'feed-url-refused':
    'The address cannot be polled; give an absolute http or https URL, and name private networks in MW_EGRESS_ALLOW.',
  'opml-unreadable': 'The file is no OPML; export the list from a feed reader as OPML.',
  'item-not-found': 'No item has this id; list the items to find it.',
  'item-empty': 'An item needs at least one of title, summary and content.',
  'item-not-recorded': 'The database refused the item; the log of the service says why.',
  'subscription-not-found': 'No webhook subscription has this id; list the subscriptions to find it.',
  'endpoint-url-refused':
    'The endpoint may not be called; give a public https or http URL, or name its network in MW_EGRESS_ALLOW.',
  'format-not-supported': 'This version sends format cloudevents only; leave the field out.',
  'catch-up-not-supported':
    'This version catches up with all or latest; leave the field out or choose one of them.',
  'delivery-not-found': 'No delivery has this id; list the deliveries of the subscription to find it.',
  'key-not-found': 'No key has this id; list the keys to find it.',
  'last-admin-key': 'This is the last admin key; make another one before you revoke it.',
  'key-exists': 'A key of this name is in use; choose another name.',
} as const;

export type OperationErrorCode = keyof typeof OPERATION_ERRORS;

/** An act that was refused; nothing was changed. */
export class OperationError extends Error {
  override readonly name = 'OperationError';

  constructor(
    readonly code: OperationErrorCode,
    detail?: string,
  ) {
    super(detail ? `${detail}. ${OPERATION_ERRORS[code]}` : OPERATION_ERRORS[code]);
  }
}
