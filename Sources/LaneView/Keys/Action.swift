import LaneCanvas

/// What somebody at the keyboard or the mouse wants of a screen.
package enum Action: Hashable, Sendable {
    case togglePause, step, stepBack, stepThread
    case slower, faster
    case selectUp, selectDown, pageUp, pageDown, halfPageUp, halfPageDown, selectFirst, selectLast
    case zoomIn, zoomOut
    /// The whole run in view; the scale that there was at first.
    case fit, resetScale
    /// Let the selection go along with whoever steps, or not.
    case follow
    /// Pause or resume the run itself, whatever of its past is shown.
    case toggleRun
    /// Show the run again that there was, rather than a new one.
    case sameRun
    /// Show or hide a panel; give all the room to the one that has the keys; lanes alone, for an audience.
    case togglePanel(Panels), maximise, present
    /// Move the moment that is shown: by a column, to the start, to the present.
    case scrubLeft, scrubRight, toStart, toLive
    case switchAxis
    /// From one panel, lane or column to the next.
    case nextPanel, previousPanel
    case showWaits, showContention, showFindings
    case filter, sort, foldDone
    case logLevel, logThread
    case nextTheme, previousTheme, chooseTheme
    case restart, choose, help, back, quit
    /// Choose who goes next from the moment that is shown on, or no more.
    case takeWheel
    /// Let the selected lane go, or the one with this number; select the next that can go, or the one before.
    case go, pick(Int), nextAble, previousAble
    /// To the run that this one came from; all of them.
    case goBack, showBranches
    /// What can still come of the moment that is shown.
    case showProspects
    /// What is selected, as a command, to the terminal's clipboard.
    case copy
    /// Start or stop a recording of the screen; write the trace to a file.
    case record, save
    /// A character of what is searched or filtered for; take the last one back.
    case type(Character), erase
    /// Of a lesson: on to the next page, if what it asks is answered; to the next page, or the one before, in any case; an answer, from 0
    /// on; from its text to its lanes and back.
    case goOn, nextPage, previousPage, answer(Int), turn
    case mouse(MouseEvent)
}
