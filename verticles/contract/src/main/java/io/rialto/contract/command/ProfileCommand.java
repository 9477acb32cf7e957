package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * What accounts, groups say of themselves.
 *
 * @param <R> what the answer is made of
 */
public sealed interface ProfileCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /** Reads the profiles of at most 200 accounts; every account may. */
    record ReadProfiles(List<AccountId> accounts) implements ProfileCommand<AccountProfiles> {
        /** Copies the accounts. */
        public ReadProfiles {
            accounts = List.copyOf(accounts);
        }

        @Override
        public Future<AccountProfiles> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Reads the profiles of at most 200 groups; every account may. */
    record ReadRoomProfiles(List<RoomId> rooms) implements ProfileCommand<RoomProfiles> {
        /** Copies the rooms. */
        public ReadRoomProfiles {
            rooms = List.copyOf(rooms);
        }

        @Override
        public Future<RoomProfiles> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Changes entries of the caller's profile, leaving the others; an empty value takes its entry away. The answer is the
     * profile after that.
     */
    record UpdateProfile(Map<String, byte[]> entries) implements ProfileCommand<Profile> {
        /** Copies the map. */
        public UpdateProfile {
            entries = Map.copyOf(entries);
        }

        @Override
        public Future<Profile> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Reads profiles of accounts. */
        Future<AccountProfiles> on(ReadProfiles command);

        /** Reads profiles of groups. */
        Future<RoomProfiles> on(ReadRoomProfiles command);

        /** Changes the own profile. */
        Future<Profile> on(UpdateProfile command);
    }
}
