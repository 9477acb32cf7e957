package io.rialto.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One setting: a leaf component of a configuration record. The key is the path of component names, joined by dots. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What it does, in a sentence; stands in the settings reference. */
    String value();

    /** The default, as it would be written in the file; empty for "none". */
    String def();
}
