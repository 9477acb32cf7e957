package io.rialto.session;

import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.Command.ReadProfiles;
import io.rialto.contract.command.Command.ReadRoomProfiles;
import io.rialto.contract.command.Command.UpdateProfile;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.List;

/** The profile of one session's account, a look at others. Confined to the connection's context. */
final class ProfileDesk {
    private static final int MAX_READ = 200;

    private final SessionParts parts;
    private final AccountId account;

    ProfileDesk(SessionParts parts, AccountId account) {
        this.parts = parts;
        this.account = account;
    }

    Future<AccountProfiles> read(ReadProfiles command) {
        return isTooMany(command.accounts())
                ? tooMany()
                : parts.storage().profiles().ofAccounts(command.accounts()).map(AccountProfiles::new);
    }

    Future<RoomProfiles> read(ReadRoomProfiles command) {
        return isTooMany(command.rooms())
                ? tooMany()
                : parts.storage().profiles().ofRooms(command.rooms()).map(RoomProfiles::new);
    }

    Future<Profile> update(UpdateProfile command) {
        return parts.storage().profiles().update(account, command.entries(), parts.profiles());
    }

    private static boolean isTooMany(List<?> asked) {
        return asked.size() > MAX_READ;
    }

    private static <R> Future<R> tooMany() {
        return Future.failedFuture(
                new GatewayException(ErrorCode.LIMIT_REACHED, "at most " + MAX_READ + " profiles at a time"));
    }
}
