package io.vitrine.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.vitrine.roles.ConditionalOnRole;
import io.vitrine.roles.Role;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Puts a read replica beside the database that Spring Boot configures, when one is named. */
@Configuration(proxyBeanMethods = false)
class ReadReplicaConfiguration {

    @Bean
    SearchReads searchReads(ObjectProvider<ReadReplica> replica, MeterRegistry meters) {
        ReadReplica named = replica.getIfAvailable();
        return named == null ? new PrimaryReads() : new ReplicaReads(named, meters);
    }

    /** What there is only with a replica, where searches are answered. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnRole(Role.WEB)
    @Conditional(OnAddress.class)
    static class Named {

        /** Stands in front of the one data source there is, so that whatever runs statements is routed. */
        @Bean
        static BeanPostProcessor readReplicaRouting(ObjectProvider<ReadReplica> replica) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof DataSource primary
                            ? new RoutedDataSource(primary, replica.getObject())
                            : bean;
                }
            };
        }

        @Bean
        ReadReplica readReplica(
                ReadReplicaProperties properties, JdbcConnectionDetails primary, Environment environment) {
            return new ReadReplica(ReplicaPool.of(properties, primary, environment));
        }

        @Bean
        ReplicaWatch replicaWatch(ReadReplica replica, DataSource primary, ReadReplicaProperties properties) {
            return new ReplicaWatch(replica, primary, properties);
        }
    }

    /** An empty address is none, for that is how compositions and charts leave a variable out. */
    static final class OnAddress extends SpringBootCondition {
        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean named = StringUtils.hasText(context.getEnvironment().getProperty(ReadReplicaProperties.URL));
            return new ConditionOutcome(named, named ? "a read replica is named" : "no read replica is named");
        }
    }
}
