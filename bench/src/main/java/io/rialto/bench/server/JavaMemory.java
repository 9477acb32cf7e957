package io.rialto.bench.server;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM uses, asked with jcmd.
 *
 * @param heapKib live objects, when it is asked after a collection
 * @param directKib what native memory tracking calls Other: direct buffers
 */
public record JavaMemory(long heapKib, long directKib) {
    private static final Pattern HEAP = Pattern.compile(
            "^\\s*(?:def new generation|DefNew|tenured generation|Tenured|PSYoungGen|ParOldGen|garbage-first"
                    + " heap)\\s+total.*used (\\d+)K");
    private static final Pattern DIRECT = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB\\)");

    /** Collects the garbage, then asks. The JVM must run with {@code -XX:NativeMemoryTracking=summary} to tell the rest. */
    public static JavaMemory afterCollection(long pid) {
        jcmd(pid, "GC.run");
        return parse(jcmd(pid, "GC.heap_info"), jcmd(pid, "VM.native_memory", "summary"));
    }

    static JavaMemory parse(List<String> heap, List<String> tracked) {
        return new JavaMemory(sum(heap, HEAP), sum(tracked, DIRECT));
    }

    private static long sum(List<String> lines, Pattern pattern) {
        long sum = 0;
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                sum += Long.parseLong(matcher.group(1));
            }
        }
        return sum;
    }

    private static List<String> jcmd(long pid, String... command) {
        String[] all = new String[command.length + 2];
        all[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        all[1] = String.valueOf(pid);
        System.arraycopy(command, 0, all, 2, command.length);
        return Shell.lines(all);
    }
}
