package io.rialto.office;

import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.office.Viewers;
import java.util.List;

/** What nodes say to each other about what operators ask. */
public final class OfficeWords {
    /** All of them. */
    public static final List<Class<?>> ALL = List.of(
            AskView.class,
            Viewers.class,
            AskClients.class,
            ClientOffice.Page.class,
            AskClient.class,
            ClientState.class,
            KickClient.class);

    private OfficeWords() {}
}
