package io.vitrine.jobs;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A job for the tests: takes steps, notes them beside itself, and takes up where an earlier run ended. */
class Walk implements JobHandler<Walk.Plan> {

    record Plan(
            String name,
            int steps,
            long millisEach,
            @Nullable String failsWith) {}

    record Result(int steps, String thread) {}

    /** How far it came, and in which of its runs. */
    record Shown(int steps, int run) {}

    private final Map<String, List<Integer>> taken = new ConcurrentHashMap<>();

    List<Integer> taken(String name) {
        return taken.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>());
    }

    @Override
    public String type() {
        return "walk";
    }

    @Override
    public Class<Plan> planType() {
        return Plan.class;
    }

    @Override
    public String conflictKey(Plan plan) {
        return plan.name();
    }

    @Override
    public Result run(Plan plan, JobContext context) throws Exception {
        List<Integer> steps = taken(plan.name());
        int run = context.shownBefore(Shown.class).map(Shown::run).orElse(0) + 1;
        context.phase("walk", "steps", plan.steps(), steps.size());
        while (steps.size() < plan.steps()) {
            context.checkpoint();
            Thread.sleep(plan.millisEach());
            steps.add(steps.size());
            context.advanced(steps.size());
            context.show(new Shown(steps.size(), run));
        }
        if (plan.failsWith() != null) {
            throw new IllegalStateException(plan.failsWith());
        }
        return new Result(steps.size(), Thread.currentThread().isVirtual() ? "virtual" : "platform");
    }
}
