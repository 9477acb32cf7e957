package io.rialto.bench.report;

import java.util.List;

/** Which colour a server has, the same on the whole page. */
final class Palette {
    private static final int COLOURS = 4;

    private final List<String> servers;

    Palette(List<String> servers) {
        this.servers = List.copyOf(servers);
    }

    /** The style of its marks. */
    String style(String server) {
        return "c" + Math.min(COLOURS, Math.max(0, servers.indexOf(server)) + 1);
    }

    /** What stands for what; nothing to say where there is one server. */
    String legend() {
        if (servers.size() < 2) {
            return "";
        }
        StringBuilder legend = new StringBuilder("<p class='legend'>");
        servers.forEach(server -> legend.append("<span><i class='")
                .append(style(server))
                .append("'></i>")
                .append(Html.escape(server))
                .append("</span>"));
        return legend.append("</p>\n").toString();
    }
}
