package io.rialto.bench.server;

/**
 * What a process has consumed so far.
 *
 * @param user CPU seconds in user mode
 * @param system CPU seconds in the kernel
 * @param residentKib its resident memory
 */
public record Usage(double user, double system, long residentKib) {
    /** CPU seconds in all. */
    public double cpu() {
        return user + system;
    }

    /** What was consumed since then; memory as it is now. */
    public Usage since(Usage earlier) {
        return new Usage(user - earlier.user, system - earlier.system, residentKib);
    }

    /** Both together. */
    public Usage plus(Usage other) {
        return new Usage(user + other.user, system + other.system, residentKib + other.residentKib);
    }
}
