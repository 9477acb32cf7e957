package io.rialto.launcher.it.kit;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The bytes of heap that the event loops of a node have allocated, from the counters of its JVM. For one thread. */
public final class Allocations implements AutoCloseable {
    private static final String LOOPS = "vert.x-eventloop-thread";

    private final JMXConnector connector;
    private final ThreadMXBean threads;
    private final long[] loops;

    /** Of the loops that the process has now. */
    @SuppressWarnings("BanJNDI") // the address is what a process of this machine, our own child, has just told
    public Allocations(JarProcess process) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            threads = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        } catch (IOException | AttachNotSupportedException failure) {
            throw new IllegalStateException("the node's JVM cannot be looked into", failure);
        }
        loops = Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(LOOPS))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        if (loops.length == 0) {
            throw new AssertionError("no thread of the node is called " + LOOPS + "…: "
                    + Arrays.toString(threads.getThreadInfo(threads.getAllThreadIds())));
        }
    }

    /** All bytes so far, of all loops together. */
    public long bytes() {
        return LongStream.of(threads.getThreadAllocatedBytes(loops)).sum();
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
