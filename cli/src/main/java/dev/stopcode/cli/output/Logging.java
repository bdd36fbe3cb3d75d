package dev.stopcode.cli.output;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the log goes: to standard error, and only errors, as long as nothing else is said. */
public final class Logging {

    private static final String OWN_FILE = "logback.configurationFile";
    private static final String PATTERN = "%d{ISO8601} %-5level [%thread] %logger{36} %msg %kvp%n";

    private Logging() {}

    /**
     * What this process does is told on standard error as well, and warnings of its libraries; a Logback file of the
     * user's own stands above that.
     */
    public static void ofProcess() {
        if (System.getProperty(OWN_FILE) == null) {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
            context.getLogger("dev.stopcode").setLevel(Level.INFO);
            // warns at every upload that the JDK counts its bytes by itself
            context.getLogger("com.azure.core.http.jdk.httpclient").setLevel(Level.ERROR);
        }
    }

    /** Everything from INFO on goes to a file, and nothing to the screen; two older files of 50 MB are kept. */
    public static void toFile(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(context));
        appender.setRollingPolicy(rolling(context, appender, file));
        appender.setTriggeringPolicy(trigger(context));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender);
        // a configuration dump for each client, dozens of them
        context.getLogger("org.apache.kafka").setLevel(Level.WARN);
        context.getLogger("kafka").setLevel(Level.WARN);
    }

    private static PatternLayoutEncoder encoder(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        return encoder;
    }

    private static FixedWindowRollingPolicy rolling(
            LoggerContext context, RollingFileAppender<ILoggingEvent> appender, Path file) {
        FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%i");
        policy.setMaxIndex(2);
        policy.start();
        return policy;
    }

    private static SizeBasedTriggeringPolicy<ILoggingEvent> trigger(LoggerContext context) {
        SizeBasedTriggeringPolicy<ILoggingEvent> policy = new SizeBasedTriggeringPolicy<>();
        policy.setContext(context);
        policy.setMaxFileSize(new FileSize(50L << 20));
        policy.start();
        return policy;
    }
}
