import LaneCanvas
import ThreadTrace
import Themes

/// Moving the cursor through the run, and the axis with it.
extension LaneScreen {
    /// Which moment is shown, and how much of the run around it.
    mutating func travel(_ action: Action, _ scene: Scene, _ layout: LaneLayout) {
        let width = layout.laneParts.chart.count
        if action == .zoomIn || action == .zoomOut { chooseScale() }
        switch action {
        case .scrubLeft: scrub(by: -1, scene, width)
        case .scrubRight: scrub(by: 1, scene, width)
        case .toStart: move(to: .start(of: scene.trace), scene, width)
        case .toLive: move(to: .live, scene, width)
        case .zoomIn: axis.zoom(by: -1, width, scene.focus(on: axis.unit))
        case .zoomOut: axis.zoom(by: 1, width, scene.focus(on: axis.unit))
        case .fit:
            chooseScale()
            isFitted = true
        case .resetScale:
            chooseScale()
            axis.resetScale(width, scene.focus(on: axis.unit))
        case .switchAxis:
            // What it would count by itself needs no choice.
            let other: AxisUnit = axis.unit == .time ? .steps : .time
            axisChoice = other == ownUnit(scene) ? nil : other
            axis.switchUnit(width, to: scene.focus(on: other).place)
        default: break
        }
    }

    /// From now on the view is as wide as the user says.
    mutating func chooseScale() {
        isFitted = false
        progress.hasChosenScale = true
    }

    /// To the step before, or the next that was taken from here, of anybody or of the selected thread.
    mutating func step(_ action: Action, _ scene: Scene, _ width: Int) {
        let trace = scene.trace
        playsPast = false
        progress.isStepping = true
        switch action {
        case .stepBack: move(to: cursor.stepBack(in: trace, now: scene.now), scene, width)
        case .step: move(to: cursor.stepForward(in: trace, now: scene.now), scene, width)
        default:
            guard let thread = selectedThread(trace) else { return }
            if let place = scene.place.afterNextStep(of: thread, in: trace) {
                move(to: .at(place.position, in: trace), scene, width)
            } else {
                notice = "\(scene.name(of: thread)) takes no further step"
            }
        }
    }

    /// To the moment of the selected finding, behind the step and all that came of it, from which one can step.
    ///
    /// - Returns: what lets a playhead stand.
    mutating func showFinding(_ scene: Scene, _ layout: LaneLayout) -> Effect? {
        let selected = overlays.selectedFinding(scene)
        overlays.close()
        guard let event = selected.map({ scene.trace[$0.moment] }) else { return nil }
        let place = scene.trace.position(beforeStep: Int(event.step) + 1)
        playsPast = false
        progress.isStepping = true
        move(to: .at(place, in: scene.trace), scene, layout.laneParts.chart.count)
        roster.show(event.thread, scene, height: layout.laneParts.capacity)
        focus = .lanes
        log.leave()
        // Its own lane is selected, whoever took the step before.
        progress.step = Int(event.step)
        return scene.status.isReplay && !scene.status.isPaused ? .pause : nil
    }

    /// To the start of the column so many columns away; of the column it is in, if it is not there already.
    mutating func scrub(by columns: Int64, _ scene: Scene, _ width: Int) {
        let place = scene.focus(on: axis.unit).place
        // Right of the cursor's column, or at the place itself where that is the column's start.
        // A playhead has left a column's start by the next key: it goes back by whole columns.
        let roundsUp = columns < 0 && !scene.isPlaying
        let column = (roundsUp ? place + axis.width - 1 : place) / axis.width
        if columns > 0, cursor.isLive { return }
        move(to: max(column + columns, 0) * axis.width, scene, width)
    }

    /// To a place on the axis.
    mutating func move(to target: Int64, _ scene: Scene, _ width: Int) {
        move(to: .at(target, on: axis.unit, in: scene.trace, now: scene.now), scene, width)
    }

    mutating func move(to cursor: Cursor, _ scene: Scene, _ width: Int) {
        axis.keep(width, scene.focus(on: axis.unit))
        self.cursor = cursor
        if scene.trace.floor > 0, case .past(let place) = cursor, place.position <= scene.trace.floor {
            notice = Self.forgotten(scene.trace)
        }
        guard scene.isPlaying else { return }
        axis.rejoin(width, self.scene(scene.trace, scene.status, nil, .none).focus(on: axis.unit))
    }
}
