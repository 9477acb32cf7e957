package io.rialto.stream;

import io.rialto.contract.command.Command;
import io.rialto.contract.stream.StreamInfo;
import java.util.List;
import java.util.stream.Stream;

/** What nodes say to each other about stream rooms. */
final class StreamWords {
    static final List<Class<?>> ALL = Stream.of(
                    Edges.WORDS,
                    List.<Class<?>>of(
                            CarriedFrame.class,
                            Command.CreateStream.class,
                            Command.RemoveStream.class,
                            Command.GrantStream.class,
                            Command.JoinStream.class,
                            Command.LeaveStream.class,
                            Command.JoinLane.class,
                            Command.LeaveLane.class,
                            StreamInfo.class,
                            AskReplay.class,
                            Replay.class,
                            StopListening.class,
                            SessionGone.class,
                            Confirm.class,
                            Standby.class,
                            Standby.Over.class,
                            Standby.Find.class,
                            Standby.Found.class))
            .flatMap(List::stream)
            .toList();

    private StreamWords() {}
}
