package io.rialto.adapter.thrift;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;

/** A text that older clients send as a number (tim-protocol.md §2.5); it is taken as its decimal form. */
final class TokenKind implements Kind<String> {
    @Override
    public byte wireType() {
        return TType.STRING;
    }

    @Override
    public boolean reads(byte type) {
        return type == TType.STRING || type == TType.I64;
    }

    @Override
    public String read(TProtocol in, byte type) throws TException {
        return type == TType.I64 ? Long.toString(in.readI64()) : Scalar.readText(in);
    }

    @Override
    public void write(TProtocol out, String value) throws TException {
        out.writeString(value);
    }

    @Override
    public String fromJson(Object json) {
        return json instanceof Long number ? number.toString() : Scalar.TEXT.fromJson(json);
    }

    @Override
    public void toJson(JsonGenerator out, String value) throws IOException {
        out.writeString(value);
    }
}
