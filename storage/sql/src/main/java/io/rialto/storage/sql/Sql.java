package io.rialto.storage.sql;

/** The statements that every SQL backend has, each with a text of its own (decisions 11); arguments are positional. */
public enum Sql {
    /** Gives an account id its surrogate key, unless it has one: id. */
    ACCOUNT_INTERN,
    /** Adds an account unless id or login key is taken: id, login key, password hash, created at. */
    ACCOUNT_ADD,
    /** An account row: id. */
    ACCOUNT_BY_ID,
    /** An account row: login key. */
    ACCOUNT_BY_LOGIN,
    /** Replaces a hash, begins the account's next epoch: id, password hash. */
    ACCOUNT_SET_HASH,
    /** Begins an account's next epoch: id. */
    ACCOUNT_RENEW,
    /** Blocks an account, which begins its next epoch: id, until. */
    ACCOUNT_BLOCK,
    /** Lifts a block: id. */
    ACCOUNT_UNBLOCK,
    /** The epoch of an account: id. */
    ACCOUNT_EPOCH,
    /** Id, end of the block, of the accounts that are blocked, in order: after which id, longer than until when, how many. */
    ACCOUNTS_BLOCKED,

    /** Gives a room id its surrogate key, unless it has one: id. */
    ROOM_INTERN,
    /** Adds a group unless it is there: id, title, owner, join policy, created at. */
    ROOM_ADD,
    /** A room row: id. */
    ROOM_BY_ID,
    /** A room row, which nobody else changes until the transaction ends: id. */
    ROOM_LOCK,
    /** Changes a group: id, title, owner, join policy, ended at (null: it has not). */
    ROOM_SET,
    /** Takes all members of a group away: id. */
    MEMBERS_DROP,
    /** Makes an account a member of a group that exists, or changes the role of one: room id, account id, role, since. */
    MEMBER_PUT,
    /** Takes a member out: room id, account id. */
    MEMBER_DROP,
    /** Id, role, since of the members, in order: room id. */
    MEMBERS_OF,
    /** Ids of the groups of an account, in order: account id. */
    ROOMS_OF,
    /** Notes something between an account and a group that exists, unless it is there: room id, account id, kind, since. */
    STANDING_PUT,
    /** Takes it back: room id, account id, kind. */
    STANDING_DROP,
    /** Takes all of a group back: room id. */
    STANDINGS_DROP,
    /** Account id, since of those of a kind, in order: room id, kind. */
    STANDINGS_OF,
    /** Room id, since of those of a kind, in order: account id, kind. */
    STANDING_AT,

    /** Locks a pair of names until the transaction ends, whichever comes first: name, name. */
    PAIR_LOCK,
    /** Half, since, of the owner's half, of the other's (null: none): owner id, other id. */
    CONTACT_PAIR,
    /** Writes a half: owner id, other id, half, since. */
    CONTACT_SET,
    /** Takes a half away: owner id, other id, half. */
    CONTACT_DROP,
    /** How many halves of an owner are not none: owner id. */
    CONTACT_COUNT,
    /** Ids of those who are added both ways, in order: owner id. */
    FRIENDS_OF,
    /** Ids of those whom an owner blocks, in order: owner id. */
    BLOCKED_OF,
    /** Ids of accounts without a block between them and the owner, in order: owner id, ids separated by commas. */
    REACHABLE_FROM,

    /** Profile rows of accounts that exist, in order of id: ids separated by commas. */
    ACCOUNT_PROFILES,
    /** Writes an entry: account id, name, value. */
    ACCOUNT_PROFILE_PUT,
    /** Takes an entry away: account id, name. */
    ACCOUNT_PROFILE_DROP,
    /** Profile rows of groups that exist, in order of id: ids separated by commas. */
    ROOM_PROFILES,
    /** Writes an entry: room id, name, value. */
    ROOM_PROFILE_PUT,
    /** Takes an entry away: room id, name. */
    ROOM_PROFILE_DROP,
    /** Takes all entries away: room id. */
    ROOM_PROFILE_CLEAR,

    /** A row with the head alone, then message rows, rising: room id, after, limit. */
    LOG_AFTER,
    /** A row with the head alone, then message rows, falling: room id, before, limit. */
    LOG_BEFORE,
    /** A message row: mid. */
    LOG_BY_ID,
    /** The newest position of a room: room id. */
    LOG_HEAD,

    /** A row with the head alone, then inbox rows, rising: account id, after, limit. */
    INBOX_AFTER,
    /** The newest position of an account: account id. */
    INBOX_HEAD,
    /** Cursor (null: no such device), head, oldest (null: nothing kept): account id, device id. */
    DEVICE_POSITION,
    /** Adds a cursor at the highest of the account's, unless the device has one: account id, device id. */
    DEVICE_ADD,
    /** Moves a cursor forwards, at most to the head: account id, device id, position. */
    CURSOR_MOVE,

    /** Writes a value, or without bytes its removal: topic, epoch, seq, from, type, attrs, bytes, qos, ts, expires at. */
    RETAINED_PUT,
    /** A retained row: topic, now. */
    RETAINED_GET,
    /** Retained rows in order of topic: after (exclusive), from (inclusive), now, limit. */
    RETAINED_SCAN,
    /** Number and bytes of values that have not expired and were not removed: now. */
    RETAINED_COUNT,
    /** Forgets what has expired, or was removed: until when. */
    RETAINED_EXPIRE,

    /**
     * A session, which nobody else changes until the transaction ends (key, expires at, head, sent, whether held,
     * will at, will columns): account id, device id.
     */
    SESSION_FIND,
    /** Adds a session, answers its key: account id, device id, version, holder, expiry, will delay, will columns. */
    SESSION_ADD,
    /** Gives a session to a connection: key, holder, expiry, will delay, will columns. */
    SESSION_RESUME,
    /** The connection has ended: key, holder, sent, expiry, whether the will is due, now. */
    SESSION_CLOSE,
    /** Gives a session that nobody holds back to its holder: key, holder. */
    SESSION_HOLD,
    /** Takes a session away: key. */
    SESSION_DROP,
    /** Takes its subscriptions away: key. */
    SESSION_SUBS_DROP,
    /** Empties its queue: key. */
    SESSION_QUEUE_CLEAR,
    /** Forgets packet ids: key. */
    SESSION_INBOUND_CLEAR,
    /** Forgets packet ids: key. */
    SESSION_OUTBOUND_CLEAR,
    /** Notes the end of a session: key, version, now. */
    SESSION_GONE,
    /**
     * Key of a session without a connection that has expired, which nobody else changes until the transaction ends:
     * key, now.
     */
    SESSION_EXPIRED,
    /** Raises the version of the table, answers it. */
    SESSION_NEXT_VERSION,
    /** The version of the table. */
    SESSION_VERSION,
    /** Gives a session a version: key, version. */
    SESSION_TOUCH,
    /**
     * Writes a subscription of a session: key, filter, qos, no local, as published, id, after which topic its retained
     * values are wanted (null: as before).
     */
    SESSION_SUB_PUT,
    /** Retained values of a subscription stand in the queue: key, filter, up to where so far, up to where now (null: all). */
    SESSION_SUB_RETAINED,
    /** Takes a subscription away: key, filter. */
    SESSION_SUB_DROP,
    /** Subscriptions in order of filter: key. */
    SESSION_SUBS_OF,
    /** Filters whose retained values do not all stand in the queue, and up to which topic they do: key. */
    SESSION_RETAINED_OF,
    /** Packet ids: key. */
    SESSION_INBOUND_OF,
    /** Packet ids: key. */
    SESSION_OUTBOUND_OF,
    /** Key, account, device, version, then a subscription (null: none), in order of key: version. */
    SESSIONS_SINCE,
    /** Keys: version. */
    SESSIONS_GONE_SINCE,
    /**
     * Key, head, messages, bytes of sessions that exist, which nobody else changes until the transaction ends, in
     * order of key: keys separated by commas.
     */
    SESSION_QUEUES,
    /** Adds a message: id, topic, epoch, seq, sender, type, attrs, bytes, qos, retain, ts, expires at. */
    SESSION_BODY_ADD,
    /** Puts a message into a queue: key, position, body, bytes, qos, retain, ids. */
    SESSION_QUEUE_ADD,
    /** Moves the head of a queue, counts what came: key, head, messages, bytes. */
    SESSION_QUEUE_ADVANCE,
    /** A row with head and sent alone, then queue rows, rising: key, after, limit. */
    SESSION_QUEUE_AFTER,
    /** The newest position: key. */
    SESSION_QUEUE_HEAD,
    /** Position, topic, epoch, seq of queue rows, rising: key, after. */
    SESSION_QUEUE_TOPICS,
    /** Messages and bytes of all queues. */
    SESSION_QUEUES_SUM,
    /** Counts out what stands at positions: key, positions separated by commas. */
    SESSION_QUEUE_COUNT,
    /** Takes out what stands at positions: key, positions separated by commas. */
    SESSION_QUEUE_DROP,
    /** Forgets a message that is in no queue: id. */
    SESSION_BODY_DROP,
    /** Remembers a packet id with a number, unless it is: key, packet id, number. */
    SESSION_INBOUND_MARK,
    /** The number of a packet id: key, packet id. */
    SESSION_INBOUND_NUMBER,
    /** Remembers a packet id, unless it is: key, packet id. */
    SESSION_INBOUND_ADD,
    /** Forgets a packet id: key, packet id. */
    SESSION_INBOUND_DROP,
    /** Remembers a packet id, unless it is: key, packet id. */
    SESSION_OUTBOUND_ADD,
    /** Forgets a packet id: key, packet id. */
    SESSION_OUTBOUND_DROP,
    /** Ends the connections of holders of other starts: starts separated by commas, now. */
    SESSION_ORPHAN,
    /** Key, account, device, expires at, will at, will columns: now, limit. */
    SESSIONS_DUE,
    /** Forgets a will that was due: key, now. */
    SESSION_WILL_DROP,
    /** Ids of messages that are in no queue, rising: limit. */
    SESSION_BODIES_LOOSE,
    /** Forgets ends of sessions: until when. */
    SESSION_GONE_FORGET,
    /** Forgets packet ids of sessions that are gone. */
    SESSION_INBOUND_LOOSE,

    /** Counts a start, answers its number. */
    BOOT_NEXT,
    /** Keeps a named value unless there is one: name, value. */
    VALUE_ADD,
    /** A named value: name. */
    VALUE_GET
}
