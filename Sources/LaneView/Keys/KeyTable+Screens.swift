import LaneCanvas

extension KeyTable {
    /// The keys of the lane screen, the most wanted first.
    package static let lanes = KeyTable([
        Entry(
            ([.character(" ")], .togglePause), sentence: "Pause, or go on; in the past, play from there",
            early: .stepping
        ) {
            let isReplay = $0.contains(.replay)
            if $0.contains(.steered), !$0.contains(.past) { return nil }
            if !isReplay, $0.contains(.past) { return $0.contains(.playsPast) ? "pause" : "play" }
            if $0.contains(.over), !isReplay { return nil }
            return $0.contains(.paused) ? isReplay ? "play" : "resume" : "pause"
        },
        Entry(
            ([.character(".")], .step), sentence: "Pause, or take one step; in the past, one step on",
            early: .stepping
        ) {
            !$0.contains(.past) && ($0.contains(.over) || $0.contains(.replay)) ? nil : "step"
        },
        Entry(([.character("R")], .restart), sentence: "Run again from the start") {
            $0.contains(.over) && !$0.contains(.replay) ? "run again" : nil
        },
        Entry(([.character("S")], .toggleRun), sentence: "In the past: pause the run itself, or let it go on")
        {
            !$0.contains(.past) || $0.contains(.over) || $0.contains(.replay)
                ? nil : $0.contains(.paused) ? "run on" : "stop run"
        },
        Entry(([.character(",")], .stepBack), sentence: "See the run one step back", early: .stepping) {
            $0.contains(.hasPast) ? "back" : nil
        },
        Entry(
            ([.left, .character("h")], .scrubLeft), ([.right, .character("l")], .scrubRight),
            sentence: "Look a column back, on"
        ) { $0.contains(.past) || $0.contains(.hasPast) ? "scrub" : nil },
        Entry(([.home], .toStart), sentence: "See the start of the run"),
        live,
        Entry(([.character("n")], .stepThread), sentence: "One step of the selected lane") {
            $0.contains(.canStepThread)
                && ($0.contains(.past)
                    || $0.contains(.paused) && !$0.contains(.over) && !$0.contains(.replay))
                ? "step lane" : nil
        },
        takeWheel, goBack, branches, prospects,
        lane,
        Entry(
            ([.enter], .choose),
            sentence: "Details of the lane; the moment of a message; who used a primitive"
        ) {
            $0.contains(.hasLanes) ? "details" : nil
        },
        back,
        Entry(([.character("r")], .record), sentence: "Start or stop recording a screencast") {
            $0.contains(.recording) ? "stop recording" : "record"
        },
        Entry(([.character("w")], .showWaits), sentence: "Who waits for whom", early: .deadlocked) {
            $0.contains(.anyWaits) ? "who waits" : nil
        },
        Entry(
            ([.pageUp], .pageUp), ([.pageDown], .pageDown), sentence: "Select a lane a page away"),
        pages, halfPages,
        Entry(
            ([.character("g")], .selectFirst), ([.character("G")], .selectLast),
            sentence: "Select the first, last lane"),
        Entry(
            ([.character("["), .character("-")], .zoomOut), ([.character("]"), .character("+")], .zoomIn),
            sentence: "Zoom out, in"
        ) { _ in "zoom" },
        Entry(
            ([.character("z")], .fit), ([.character("0")], .resetScale),
            sentence: "See the whole run; the scale as it was"
        ) { $0.contains(.fitted) ? "whole run" : "fit" },
        Entry(
            ([.character("x")], .switchAxis), sentence: "Count time or steps on the axis", early: .stepping
        ) {
            $0.contains(.bySteps) ? "time" : "steps"
        },
        Entry(
            ([.character("<")], .slower), ([.character(">")], .faster), sentence: "Run slower, faster"
        ) { $0.contains(.over) && !$0.contains(.replay) ? nil : "speed" },
        Entry(([.character("F")], .follow), sentence: "Let the selection follow whoever steps, or not") {
            $0.contains(.stepping) ? $0.contains(.follows) ? "unfollow" : "follow" : nil
        },
        Entry(
            ([.character("1"), .alt("1")], .togglePanel(.lanes)),
            ([.character("2"), .alt("2")], .togglePanel(.primitives)),
            ([.character("3"), .alt("3")], .togglePanel(.code)),
            ([.character("4"), .alt("4")], .togglePanel(.log)),
            sentence: "Show or hide lanes, primitives, code, log; Alt with a digit does so too"
        ) { _ in "panels" },
        Entry(
            ([.character("Z")], .maximise),
            sentence: "Give all the room to the panel that has the keys, or no more"),
        Entry(([.character("p")], .present), sentence: "Lanes alone, for an audience"),
        Entry(([.character("/")], .filter), sentence: "Find lanes by name or state") {
            $0.contains(.hasLanes) ? "find" : nil
        },
        Entry(([.character("o")], .sort), sentence: "Order lanes by creation, name, state, waiting, activity")
        {
            $0.contains(.hasLanes) ? "order" : nil
        },
        Entry(([.character("d")], .foldDone), sentence: "Hide or show lanes that are done") {
            $0.contains(.hasLanes) ? "fold done" : nil
        },
        Entry(([.tab], .nextPanel), sentence: "Between lanes, primitives, code and log") {
            $0.contains(.hasPrimitives)
                ? "primitives" : $0.contains(.hasCode) ? "code" : $0.contains(.hasLog) ? "log" : nil
        },
        Entry(([.backTab], .previousPanel), sentence: "The same, the other way round"),
        Entry(([.character("c")], .showContention), sentence: "How long was waited for each lock") {
            $0.contains(.hasPrimitives) ? "contention" : nil
        },
        Entry(([.character("!")], .showFindings), sentence: "What is wrong, or could go wrong") {
            $0.contains(.hasFindings) ? "findings" : nil
        },
        Entry(([.character("v")], .logLevel), sentence: "Log from level trace, info, warning, error"),
        Entry(([.character("f")], .logThread), sentence: "Log of the selected lane only"),
        theme,
        pickTheme,
        Entry(([.character("s")], .save), sentence: "Save the trace as a file") {
            $0.contains(.replay) ? nil : "save"
        },
        help,
        quit,
        Entry(gesture: "click", sentence: "Select a lane or message; in the chart, go there; a key below"),
        Entry(gesture: "drag", sentence: "Go through time, on the slider or in the chart"),
        Entry(gesture: "2 clicks", sentence: "What Enter does: details of the lane"),
        Entry(gesture: "wheel", sentence: "Scroll; in time with shift, zoom with control"),
    ])

    /// What keys do while the log has them, for the key bar.
    package static let log = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the message above, below"
        ) { $0.contains(.hasLog) ? "message" : nil },
        Entry(([.enter], .choose), sentence: "See the moment of the message") {
            $0.contains(.hasLog) ? "go there" : nil
        },
        Entry(([.character("v")], .logLevel), sentence: "From which level on") { _ in "level" },
        Entry(([.character("f")], .logThread), sentence: "Of all lanes, or the selected one") { _ in
            "this lane"
        },
        live,
        Entry(([.tab], .nextPanel), sentence: "Back to the lanes") { _ in "lanes" },
        help,
        quit,
    ])

    /// What keys do while the code has them, for the key bar.
    package static let code = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Scroll the code"
        ) { _ in "scroll" },
        Entry(([.character("Z")], .maximise), sentence: "Give it all the room, or no more") { _ in
            "all the room"
        },
        Entry(([.character(".")], .step), sentence: "One step") {
            !$0.contains(.past) && ($0.contains(.over) || $0.contains(.replay)) ? nil : "step"
        },
        Entry(([.tab], .nextPanel), sentence: "On to the log") { $0.contains(.hasLog) ? "log" : "lanes" },
        Entry(([.escape], .back), sentence: "Back to the lanes"),
        help,
        quit,
    ])

    /// What keys do while the primitives have them, for the key bar.
    package static let primitives = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the primitive above, below"
        ) { $0.contains(.hasPrimitives) ? "primitive" : nil },
        Entry(([.enter], .choose), sentence: "Highlight the lanes that used it, or no more") {
            $0.contains(.hasPrimitives) ? "who used it" : nil
        },
        Entry(([.character("c")], .showContention), sentence: "How long was waited for each lock") { _ in
            "contention"
        },
        Entry(([.tab], .nextPanel), sentence: "On to the code, or the log") {
            $0.contains(.hasCode) ? "code" : $0.contains(.hasLog) ? "log" : "lanes"
        },
        Entry(([.escape], .back), sentence: "Back to the lanes") { _ in "lanes" },
        help,
        quit,
    ])

    /// The keys that are not text while the lanes' filter is typed.
    package static let typing = KeyTable([
        Entry(([.enter], .choose), sentence: "Keep the filter") { _ in "keep" },
        Entry(([.escape], .back), sentence: "See all lanes again") { _ in "clear" },
        Entry(([.up], .selectUp), ([.down], .selectDown), sentence: "Select the lane above, below") {
            $0.contains(.hasChoice) ? "lane" : nil
        },
        pages, halfPages,
        Entry(
            ([.alt("1")], .togglePanel(.lanes)), ([.alt("2")], .togglePanel(.primitives)),
            ([.alt("3")], .togglePanel(.code)), ([.alt("4")], .togglePanel(.log)),
            sentence: "Show or hide lanes, primitives, code, log"),
        Entry(([.backspace], .erase), sentence: "Take the last character back"),
        Entry(([.function(1)], .help), sentence: "Open or close the help"),
        Entry(([.control("c"), .function(10)], .quit), sentence: "Quit"),
    ])

    /// What the keys of either screen do while its help is open, for the key bar.
    package static let openHelp = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Scroll the help"
        ) { $0.contains(.hasChoice) ? "scroll" : nil },
        theme,
        Entry(([.character("?"), .function(1)], .help), sentence: "Close the help") { _ in "close" },
    ])

    /// What the keys do while it is asked which run is meant.
    package static let whichRun = KeyTable([
        Entry(([.character("R"), .character("n")], .restart), sentence: "A new run") { _ in "new run" },
        Entry(
            ([.character("s"), .character(" "), .enter], .sameRun), sentence: "The run that there was, again"
        ) { _ in "same run" },
        Entry(([.escape], .back), sentence: "Neither") { _ in "neither" },
        Entry(([.control("c")], .quit), sentence: "Quit"),
    ])

    private static let lane = Entry(
        ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
        sentence: "Select the lane above, below"
    ) { $0.contains(.hasChoice) ? "lane" : nil }

    private static let live = Entry(([.end], .toLive), sentence: "Be live again") {
        $0.contains(.past) ? $0.contains(.replay) ? "end" : "live" : nil
    }

    static let theme = Entry(
        ([.character("t")], .nextTheme), ([.character("T")], .previousTheme),
        sentence: "Next, previous theme"
    ) { _ in "theme" }

    static let pickTheme = Entry(
        ([.character("P")], .chooseTheme), sentence: "Pick a theme from a list")

    private static let back = Entry(([.escape], .back), sentence: "Back") {
        $0.contains(.canGoBack) ? "back" : nil
    }

    /// Pages, as pagers have them.
    static let pages = Entry(
        ([.control("b")], .pageUp), ([.control("f")], .pageDown),
        sentence: "A page up, down")

    static let halfPages = Entry(
        ([.control("u")], .halfPageUp), ([.control("d")], .halfPageDown), sentence: "Half a page up, down")

    static let help = Entry(
        ([.character("?"), .function(1)], .help), sentence: "Open or close this help"
    ) { _ in
        "help"
    }

    static let quit = Entry(
        ([.character("q"), .control("c"), .function(10)], .quit), sentence: "Quit, or close this help"
    ) { _ in "quit" }
}
