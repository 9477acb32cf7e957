package io.rialto.session;

import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.ProfileCommand.ReadProfiles;
import io.rialto.contract.command.ProfileCommand.ReadRoomProfiles;
import io.rialto.contract.command.ProfileCommand.UpdateProfile;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.List;

/** The profile of one session's account, a look at others. Confined to the connection's context. */
final class ProfileDesk implements ProfileCommand.Handler {
    private static final int MAX_READ = 200;

    private final SessionParts parts;
    private final AccountId account;

    ProfileDesk(SessionParts parts, AccountId account) {
        this.parts = parts;
        this.account = account;
    }

    @Override
    public Future<AccountProfiles> on(ReadProfiles command) {
        return isTooMany(command.accounts())
                ? tooMany()
                : parts.storage().profiles().ofAccounts(command.accounts()).map(AccountProfiles::new);
    }

    @Override
    public Future<RoomProfiles> on(ReadRoomProfiles command) {
        return isTooMany(command.rooms())
                ? tooMany()
                : parts.storage().profiles().ofRooms(command.rooms()).map(RoomProfiles::new);
    }

    @Override
    public Future<Profile> on(UpdateProfile command) {
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
