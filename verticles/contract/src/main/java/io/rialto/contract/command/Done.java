package io.rialto.contract.command;

/** The answer of commands that have nothing to tell but that they are done. */
public enum Done {
    DONE
}
