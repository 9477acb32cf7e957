package io.rialto.launcher.mqtt;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The normative statements that a test shows, as docs/mqtt-conformance.md lists them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Tests {
    /** Their numbers in MQTT 3.1.1: {@code 3.3.1-5}. */
    String[] v3() default {};

    /** Their numbers in MQTT 5.0. */
    String[] v5() default {};
}
