import LaneCanvas

/// Keys for who chooses who goes next.
extension KeyTable {
    /// The keys of the lane screen meanwhile, those for choosing first: digits pick lanes there, and Alt with a digit panels.
    package static let steering = KeyTable(
        [
            Entry(
                ([.character("."), .enter], .go), sentence: "Let the selected lane take its step",
                early: .steered
            ) { $0.contains(.over) && !$0.contains(.past) ? nil : "go" },
            Entry(
                ([.character("1")], .pick(1)), ([.character("2")], .pick(2)),
                sentence: "Let the lane with this number go; so does a click on what it could do",
                early: .steered
            ) { $0.contains(.over) && !$0.contains(.past) ? nil : "pick" },
            Entry(
                bindings: (3...9).map { number in
                    Entry.Binding(keys: [.character(Character("\(number)"))], action: .pick(number))
                }, gesture: "", sentence: "The same", early: []
            ) { _ in nil },
            Entry(
                ([.character("n")], .nextAble), ([.character("N")], .previousAble),
                sentence: "Select the next lane that can go, the one before"
            ) { $0.contains(.over) && !$0.contains(.past) ? nil : "who can" },
            Entry(
                ([.character(",")], .stepBack), sentence: "See the run one step back: from there, choose anew"
            ) {
                $0.contains(.hasPast) ? "back" : nil
            },
            goBack, branches, prospects,
            Entry(([.character("m")], .takeWheel), sentence: "Let the schedule choose from now on") {
                $0.contains(.over) ? nil : "let it run"
            },
        ]
            + lanes.entries.filter { entry in
                !taken.contains { action in entry.bindings.contains { $0.action == action } }
            })

    private static let taken: [Action] = [
        .stepBack, .goBack, .showBranches, .showProspects, .takeWheel, .step, .stepThread,
    ]

    static let takeWheel = Entry(
        ([.character("m")], .takeWheel),
        sentence: "Choose who goes next, from the moment that is shown on"
    ) {
        let stands = $0.contains(.past) || $0.contains(.paused) && !$0.contains(.over)
        return $0.contains(.canBeSteered) && stands ? "choose" : nil
    }

    static let goBack = Entry(
        ([.character("u")], .goBack), sentence: "Return to the run that this one came from"
    ) { $0.contains(.branched) ? "return" : nil }

    static let branches = Entry(
        ([.character("b")], .showBranches), sentence: "All ways that the run has gone"
    ) { $0.contains(.hasBranches) ? "branches" : nil }

    static let prospects = Entry(
        ([.character("e")], .showProspects),
        sentence: "Search all ways to go on from the moment that is shown: how many go wrong, and how"
    ) { $0.contains(.canBeSteered) && ($0.contains(.past) || $0.contains(.paused)) ? "search" : nil }

    /// What keys do while what can still come lies over the screen.
    static let openProspects = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the end above, below"
        ) { _ in "end" },
        Entry(([.enter], .choose), sentence: "Go to that end, or to the point of no return") { _ in "go there"
        },
        Entry(([.character("e")], .showProspects), sentence: "Close the list, and search no more") { _ in
            "close"
        },
    ])

    /// What the keys do while it is asked whether a run is to be begun anew to choose in it.
    static let anew = KeyTable([
        Entry(([.character("m"), .enter], .takeWheel), sentence: "Begin anew, and choose") { _ in "begin anew"
        },
        Entry(([.escape], .back), sentence: "Leave it as it is") { _ in "leave it" },
        Entry(([.control("c")], .quit), sentence: "Quit"),
    ])

    /// What keys do while the branches lie over the screen.
    static let openBranches = KeyTable([
        Entry(
            ([.up, .character("k")], .selectUp), ([.down, .character("j")], .selectDown),
            sentence: "Select the run above, below"
        ) { _ in "run" },
        Entry(([.enter], .choose), sentence: "Go to the selected run") { _ in "go there" },
        Entry(([.character("y")], .copy), sentence: "Its command to the clipboard") { _ in "copy" },
        Entry(([.character("b")], .showBranches), sentence: "Close the list") { _ in "close" },
    ])
}
