package io.rialto.cluster.directory;

/**
 * One entry of the directory, whoever holds it.
 *
 * @param scope whether its home or everybody is to know
 * @param space its name space
 * @param key its key
 */
record Lease(Scope scope, int space, String key) {
    /** Who is to know. */
    enum Scope {
        HOME(0),
        EVERYBODY(1);

        private final int number;

        Scope(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Scope of(int number) {
            return switch (number) {
                case 0 -> HOME;
                case 1 -> EVERYBODY;
                default -> throw new IllegalArgumentException("scope " + number);
            };
        }
    }

    /** A hash that is the same on every node; the digest of a set is the sum of its leases' hashes. */
    long digest() {
        long hash = 0xcbf29ce484222325L ^ (space * 31L + scope.number());
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        return hash ^ (hash >>> 31);
    }
}
