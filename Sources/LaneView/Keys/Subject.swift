/// What an action is about, which says who carries it out.
enum Subject {
    /// Who takes the next step, and how fast the run goes.
    case playback
    /// Which moment is shown, and how much of the run around it.
    case time
    /// Which row of a list is selected, and which panel has the keys.
    case selection
    /// Which panels there are, and how large.
    case panels
    /// Which lanes and messages there are to see.
    case listing
    /// What lies over the screen.
    case overlay
    /// Who chooses who goes next, and which of several runs is shown.
    case steering
    /// Enter and Esc: about whatever has the keys.
    case dialog
    case text
    /// The pages of a lesson.
    case reading
    case mouse
    /// The program as a whole.
    case program
}

extension Action {
    var subject: Subject {
        switch self {
        case .togglePause, .step, .stepBack, .stepThread, .slower, .faster, .restart, .toggleRun, .sameRun:
            .playback
        case .zoomIn, .zoomOut, .fit, .resetScale, .scrubLeft, .scrubRight, .toStart, .toLive, .switchAxis:
            .time
        case .selectUp, .selectDown, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .selectFirst,
            .selectLast, .nextPanel,
            .previousPanel:
            .selection
        case .togglePanel, .maximise, .present: .panels
        case .follow, .filter, .sort, .foldDone, .logLevel, .logThread: .listing
        case .help, .showWaits, .showContention, .showFindings, .showBranches, .showProspects: .overlay
        case .takeWheel, .go, .pick, .nextAble, .previousAble, .goBack, .copy: .steering
        case .choose, .back: .dialog
        case .type, .erase: .text
        case .goOn, .nextPage, .previousPage, .answer, .turn: .reading
        case .mouse: .mouse
        case .nextTheme, .previousTheme, .chooseTheme, .quit, .record, .save: .program
        }
    }
}
