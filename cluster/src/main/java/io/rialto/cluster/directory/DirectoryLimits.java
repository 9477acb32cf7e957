package io.rialto.cluster.directory;

import io.rialto.config.ClusterDirectoryConfig;
import java.time.Duration;

/**
 * The bounds of the directory, from the settings.
 *
 * @param digest interval at which a node lets its peers compare what they know of its leases
 * @param timeout how long an answer may take
 * @param maxQuestions questions that may be without an answer
 */
public record DirectoryLimits(Duration digest, Duration timeout, int maxQuestions) {
    /** As the settings say. */
    public static DirectoryLimits of(ClusterDirectoryConfig config) {
        return new DirectoryLimits(config.digest(), config.timeout(), config.maxQuestions());
    }
}
