package io.rialto.launcher.it.kit;

import io.rialto.cluster.testing.Memberships;
import io.rialto.launcher.Main;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A node as a process that ends its own membership when it reads the membership's port. */
public final class EndableNode {
    private EndableNode() {}

    /** As the node's own main: what reads does not keep the process alive. */
    public static void main(String[] arguments) {
        Thread reader = new Thread(EndableNode::read, "end");
        reader.setDaemon(true);
        reader.start();
        Main.main(arguments);
    }

    private static void read() {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        lines.lines().forEach(line -> Memberships.endInSilence(Integer.parseInt(line)));
    }
}
