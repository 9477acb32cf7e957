package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.io.IOException;

/**
 * What a JSON client is told of a failure. Defects are {@code internal} without details: those stand in the log.
 *
 * @param code which of the numbered outcomes
 * @param info a sentence for the developer of the client
 */
public record Failure(ErrorCode code, String info) {
    /** How a failure of any sort is told. */
    public static Failure of(Throwable cause) {
        return cause instanceof GatewayException known
                ? new Failure(known.code(), known.getMessage())
                : new Failure(ErrorCode.INTERNAL, "internal error");
    }

    /** Writes {@code code}, {@code error}, {@code info} into the object that is open. */
    public void writeFields(JsonGenerator out) throws IOException {
        out.writeNumberField("code", code.number());
        out.writeStringField("error", code.wireName());
        out.writeStringField("info", info);
    }
}
