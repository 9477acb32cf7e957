package io.rialto.stream;

import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.stream.StreamInfo;
import java.util.List;
import java.util.stream.Stream;

/** What nodes say to each other about stream rooms. */
final class StreamWords {
    static final List<Class<?>> ALL = Stream.of(
                    Edges.WORDS,
                    List.<Class<?>>of(
                            CarriedFrame.class,
                            StreamCommand.CreateStream.class,
                            StreamCommand.RemoveStream.class,
                            StreamCommand.GrantStream.class,
                            StreamCommand.JoinStream.class,
                            StreamCommand.LeaveStream.class,
                            StreamCommand.JoinLane.class,
                            StreamCommand.LeaveLane.class,
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
