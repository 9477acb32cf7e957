package io.rialto.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.account.Authenticator;
import io.rialto.account.AuthenticatorChain;
import io.rialto.account.CallFigures;
import io.rialto.account.Certificates;
import io.rialto.account.ClaimRules;
import io.rialto.account.ForeignTokens;
import io.rialto.account.Gatekeeper;
import io.rialto.account.Guests;
import io.rialto.account.HttpHook;
import io.rialto.account.Outsiders;
import io.rialto.account.OwnTokens;
import io.rialto.account.ScramSignIn;
import io.rialto.account.StoredPasswords;
import io.rialto.account.WebCalls;
import io.rialto.config.AccountsConfig;
import io.rialto.config.CertificateConfig;
import io.rialto.config.ConfigException;
import io.rialto.config.HookConfig;
import io.rialto.config.JwtConfig;
import io.rialto.storage.AccountStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The authenticators of the settings, in their order; those that have nothing to go by are left out. */
final class SignInChain {
    private final Vertx vertx;
    private final AccountsConfig config;
    private final Outsiders outsiders;
    private final MeterRegistry meters;

    SignInChain(Vertx vertx, AccountStore store, AccountsConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.meters = meters;
        this.config = config;
        boolean made = config.provision() && config.mode() == AccountsConfig.Mode.STORED;
        this.outsiders = made ? Outsiders.madeIn(store) : Outsiders.notMade();
    }

    /** The chain; a {@link ConfigException} says what is wrong with the files that the settings name. */
    Gatekeeper of(OwnTokens tokens, ScramSignIn scram, StoredPasswords passwords, Guests guests) {
        List<Authenticator> chain = new ArrayList<>();
        for (String name : config.authenticators()) {
            switch (name) {
                case "token" -> chain.add(tokens);
                case "password" -> chain.add(passwords);
                case "scram" -> chain.add(scram);
                case "jwt" -> addForeignTokens(chain);
                case "certificate" -> addCertificates(chain);
                case "hook" -> addHook(chain);
                default -> throw new ConfigException("accounts.authenticators names " + name + ", which is not there");
            }
        }
        chain.add(guests);
        return new AuthenticatorChain(chain);
    }

    private void addCertificates(List<Authenticator> chain) {
        CertificateConfig certificate = config.certificate();
        Certificates.Name name =
                switch (certificate.account()) {
                    case NONE -> null;
                    case CN -> Certificates.Name.CN;
                    case DNS -> Certificates.Name.DNS;
                    case EMAIL -> Certificates.Name.EMAIL;
                    case URI -> Certificates.Name.URI;
                    case SUBJECT -> Certificates.Name.SUBJECT;
                };
        if (name != null) {
            chain.add(new Certificates(name, certificate.prefix(), Set.copyOf(certificate.roles()), outsiders));
        }
    }

    private void addHook(List<Authenticator> chain) {
        HookConfig hook = config.hook();
        if (!hook.url().isEmpty()) {
            WebCalls calls = new WebCalls(
                    vertx,
                    hook.url(),
                    hook.trust(),
                    new WebCalls.Bounds(hook.timeout(), hook.connections(), hook.queue()),
                    new CallFigures(meters, "hook"));
            chain.add(new HttpHook(calls, hook.secret().value(), hook.cache(), hook.cacheSize(), outsiders));
        }
    }

    private void addForeignTokens(List<Authenticator> chain) {
        JwtConfig jwt = config.jwt();
        if (jwt.enabled()) {
            chain.add(keys(jwt).make(Set.copyOf(jwt.algorithms()), claims(jwt), outsiders));
        }
    }

    private ForeignTokens.Maker keys(JwtConfig jwt) {
        ForeignTokens.Maker maker = new ForeignTokens.Maker();
        try {
            if (jwt.secret().isSet()) {
                maker.secret(jwt.secret().value().getBytes(StandardCharsets.UTF_8));
            }
            if (!jwt.keys().isEmpty()) {
                maker.keys(Files.readString(Path.of(jwt.keys())));
            }
        } catch (IOException | IllegalArgumentException unusable) {
            throw new ConfigException("accounts.jwt.keys " + jwt.keys() + " cannot be used: " + unusable.getMessage());
        }
        if (!jwt.jwks().isEmpty()) {
            WebCalls calls = new WebCalls(
                    vertx,
                    jwt.jwks(),
                    jwt.jwksTrust(),
                    new WebCalls.Bounds(jwt.jwksTimeout(), 1, 1),
                    new CallFigures(meters, "jwks"));
            maker.published(vertx, calls::get, jwt.jwksRefresh(), jwt.jwksRetry(), jwt.jwksMaxAge());
        }
        return maker;
    }

    private static ClaimRules claims(JwtConfig jwt) {
        return new ClaimRules(
                Set.copyOf(jwt.issuers()),
                Set.copyOf(jwt.audiences()),
                jwt.leeway(),
                jwt.account(),
                jwt.prefix(),
                jwt.roles(),
                jwt.rules());
    }
}
