package io.rialto.contract.error;

/** What sort of failure a code is; every door maps kinds, not codes, to its wire (docs of spec rooms.md §2.6). */
public enum ErrorKind {
    /** The request itself is wrong; repeating it changes nothing. */
    MALFORMED,
    /** Who is asking is not known, or no longer. */
    UNAUTHENTICATED,
    /** Who is asking may not do this. */
    DENIED,
    /** What was asked for is not there. */
    NOT_FOUND,
    /** The state of the thing asked for does not allow it. */
    CONFLICT,
    /** Too much, too fast, too many; later it may pass. */
    OVERLOADED,
    /** A part behind the gateway does not answer; later it will. */
    UNAVAILABLE,
    /** A defect of ours. */
    INTERNAL
}
