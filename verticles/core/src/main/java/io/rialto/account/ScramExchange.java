package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Exchange;
import io.rialto.storage.AccountRecord;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of SCRAM-SHA-256 (RFC 5802 §5, §7). Channel binding is not offered; who asks for it is refused. Who is not
 * known is asked on like everybody, and fails in the end. Confined to the connection's context.
 */
final class ScramExchange implements Exchange {
    private static final Pattern FIRST =
            Pattern.compile("([ny],(?:a=([^,]+))?,)(n=([^,]+),r=([!-+\\--~]{1,256})(?:,.*)?)", Pattern.DOTALL);
    private static final Pattern FINAL =
            Pattern.compile("(c=([A-Za-z0-9+/=]+),r=([!-+\\--~]+)(?:,.*)?),p=([A-Za-z0-9+/=]+)", Pattern.DOTALL);
    private static final int MAX_BYTES = 8192;

    /** Whose keys they are, as the exchange goes on with. */
    record Candidate(ScramKeys keys, Optional<AccountRecord> account) {}

    private final Function<String, Future<Candidate>> candidates;
    private final String ownNonce;
    private boolean begun;
    private String header;
    private String said;
    private String nonce;
    private Candidate candidate;
    private Principal principal;

    /**
     * Nothing said yet.
     *
     * @param candidates the keys of a name, of nobody where that has none
     * @param nonce random, printable, without comma
     */
    ScramExchange(Function<String, Future<Candidate>> candidates, String nonce) {
        this.candidates = candidates;
        this.ownNonce = nonce;
    }

    @Override
    public Future<Turn> next(byte[] data) {
        try {
            String text = text(data);
            if (!begun) {
                begun = true;
                return first(text);
            }
            Candidate asked = candidate;
            candidate = null; // one try
            return asked == null ? failed("nothing is to be said now") : last(asked, text);
        } catch (IllegalArgumentException garbled) {
            return failed("what was said cannot be read");
        }
    }

    @Override
    public Optional<AccountId> account() {
        return Optional.ofNullable(principal).map(Principal::account);
    }

    /** Who that is, once it is done. */
    Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    private Future<Turn> first(String text) {
        Matcher parts = FIRST.matcher(text);
        if (!parts.matches()) {
            return failed("expected n,,n=NAME,r=NONCE, without channel binding");
        }
        header = parts.group(1);
        String name = name(parts.group(4));
        if (parts.group(2) != null && !name(parts.group(2)).equals(name)) {
            return failed("nobody acts for another account here");
        }
        nonce = parts.group(5) + ownNonce;
        return candidates.apply(name).map(found -> {
            candidate = found;
            String challenge = "r=" + nonce + ",s=" + base64(found.keys().salt()) + ",i="
                    + found.keys().iterations();
            said = parts.group(3) + "," + challenge;
            return turn(challenge, false);
        });
    }

    private Future<Turn> last(Candidate asked, String text) {
        Matcher parts = FINAL.matcher(text);
        boolean same = parts.matches()
                && parts.group(2).equals(base64(header.getBytes(StandardCharsets.UTF_8)))
                && parts.group(3).equals(nonce);
        if (!same) {
            return failed("expected c=BINDING,r=NONCE,p=PROOF as was agreed");
        }
        String message = said + "," + parts.group(1);
        boolean right = asked.keys().isProof(Base64.getDecoder().decode(parts.group(4)), message);
        if (!right || asked.account().isEmpty()) {
            return failed("login name or password is wrong");
        }
        AccountRecord account = asked.account().get();
        principal = new Principal(account.id(), false, Long.MAX_VALUE, account.epoch());
        return Future.succeededFuture(turn("v=" + base64(asked.keys().signature(message)), true));
    }

    /** A comma is written =2C there, an equals sign =3D. */
    private static String name(String written) {
        if (written.replace("=2C", "").replace("=3D", "").indexOf('=') >= 0) {
            throw new IllegalArgumentException("a stray = in a name");
        }
        return written.replace("=2C", ",").replace("=3D", "=");
    }

    private static String text(byte[] data) {
        if (data.length > MAX_BYTES) {
            throw new IllegalArgumentException("too long");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data))
                    .toString();
        } catch (CharacterCodingException garbled) {
            throw new IllegalArgumentException("no UTF-8", garbled);
        }
    }

    private static Turn turn(String text, boolean done) {
        return new Turn(text.getBytes(StandardCharsets.UTF_8), done);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static <R> Future<R> failed(String why) {
        return Future.failedFuture(new GatewayException(ErrorCode.UNAUTHENTICATED, ScramKeys.METHOD + ": " + why));
    }
}
