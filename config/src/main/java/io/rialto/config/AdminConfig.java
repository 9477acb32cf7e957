package io.rialto.config;

/** Who may use the management port. */
public record AdminConfig(
        @Setting(
                value =
                        "The operator's secret; when empty one is made at the first start into {node.data}/admin.secret.",
                def = "")
        Secret secret) {}
