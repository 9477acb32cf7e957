package io.rialto.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sqlite.util.LibraryLoaderUtil;

class NativeLibraryTest {
    @Test
    void isWhereTheDriverWouldLookForIt() {
        assertThat(NativeLibrary.resource())
                .isEqualTo(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName());
        assertThat(getClass().getResource(NativeLibrary.resource())).isNotNull();
    }
}
