package io.rialto.adapter.bigbinary;

/** What the parts of a connection may ask of it. */
interface Lifeline {
    /** Ends the connection: says why, then closes. */
    void goodbye(Refusal why);

    /** Something has been answered: reading may go on, or the end may come that waited for it. */
    void answered();
}
