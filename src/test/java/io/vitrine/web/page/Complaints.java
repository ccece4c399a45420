package io.vitrine.web.page;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What a browser complains about while a page is used: errors of scripts, in the console, and of the security policy. */
record Complaints(List<String> all) {

    private static final String FAILED_REQUEST = "Failed to load resource";

    static Complaints of(Page page) {
        List<String> all = new ArrayList<>();
        page.onPageError(all::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                all.add(message.text());
            }
        });
        page.context().exposeFunction("reportViolation", arguments -> all.add("Refused: " + arguments[0]));
        page.addInitScript("addEventListener('securitypolicyviolation',"
                + " (event) => reportViolation(event.violatedDirective + ' ' + event.blockedURI))");
        return new Complaints(all);
    }

    /** A request that a test lets fail is no complaint. */
    void forgetFailedRequests() {
        all.removeIf(text -> text.startsWith(FAILED_REQUEST));
    }
}
