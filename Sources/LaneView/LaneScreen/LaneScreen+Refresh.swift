import LaneCanvas
import ThreadTrace
import Themes

/// What the screen does by itself as the run goes on.
extension LaneScreen {
    mutating func refresh(_ scene: Scene, _ size: Size) {
        log.refresh(scene.trace)
        var plan = plan(scene, size)
        if roster.isStale(scene) {
            // The height is that of the lanes there were, which scrolling alone depends on.
            roster.refresh(scene, height: plan.layout.laneParts.capacity)
        }
        let needs = progress.needs
        measure(scene, plan.layout.laneParts.capacity)
        if needs != progress.needs { plan = self.plan(scene, size) }
        focusWhatIsThere(scene, plan.layout)
        countWhatIsLookedAt(scene, plan.layout.laneParts.chart.count)
        follow(scene, plan.layout.laneParts.capacity)
        if let area = plan.layout.code, let view = codeView(scene, plan.layout) {
            code.follow(view, scene.sources[view.file], height: area.rows.count - 1)
        }
    }

    /// How many columns the lanes in view need; never fewer than before, as long as the run goes on.
    private mutating func measure(_ scene: Scene, _ capacity: Int) {
        // At its end everything is shown anew.
        if scene.isOver, !progress.wasOver { progress.needs = LanesArea.Needs() }
        let needs = LanesArea.Needs(scene, roster.threadsInView(scene.trace, height: capacity))
        progress.needs.formMaximum(needs)
    }

    /// Whether one goes through the run step by step: it is paused, or its past is gone through.
    func isSteppedThrough(_ scene: Scene) -> Bool {
        if scene.isPlaying { return false }
        if scene.status.isReplay { return scene.status.isPaused && !cursor.isLive }
        if !cursor.isLive, progress.isStepping { return true }
        // At its end everything stands; then it is as it was before.
        return scene.isOver ? progress.step != nil : scene.status.isPaused
    }

    /// What the axis counts unless the user has chosen: steps, while one steps, and once a run is over that time tells nothing of.
    func ownUnit(_ scene: Scene) -> AxisUnit {
        if isSteppedThrough(scene) { return .steps }
        return scene.isOver ? scene.tellingUnit : .time
    }

    /// What there is to count, and the whole run once it is over.
    private mutating func countWhatIsLookedAt(_ scene: Scene, _ width: Int) {
        if cursor.isLive { progress.isStepping = false }
        let unit = axisChoice ?? ownUnit(scene)
        if unit != axis.unit { axis.switchUnit(width, to: scene.focus(on: unit).place) }
        if !progress.hasChosenScale {
            if isSteppedThrough(scene), unit == .steps {
                if isFitted { axis.resetScale(width, scene.focus(on: unit)) }
                isFitted = false
            } else if scene.isOver, !progress.wasOver {
                isFitted = true
            }
        }
        progress.wasOver = scene.isOver
        if isFitted {
            axis.fit(scene.end(on: axis.unit), from: scene.trace.start(on: axis.unit), width)
        }
    }

    /// Selects who stepped, and whoever closed a circle of waits.
    private mutating func follow(_ scene: Scene, _ capacity: Int) {
        let circle = scene.cycle.first { $0.value == 1 }?.key
        if let circle, !progress.hadCircle, cursor.isLive { roster.show(circle, scene, height: capacity) }
        progress.hadCircle = circle != nil
        guard isSteppedThrough(scene) else {
            progress.step = nil
            return
        }
        let step = scene.moment.stepCount
        defer { progress.step = step }
        guard follows, let before = progress.step, before != step, circle == nil,
            let number = scene.trace.eventNumber(ofStep: step)
        else { return }
        roster.show(scene.trace[number].thread, scene, height: capacity)
    }

    func codeView(_ scene: Scene, _ layout: LaneLayout) -> CodeView? {
        CodeView(
            scene, selected: selectedThread(scene.trace),
            visible: roster.threadsInView(scene.trace, height: layout.laneParts.capacity))
    }
}

extension LanesArea.Needs {
    /// What these lanes would like to have. O(threads in view).
    init(_ scene: Scene, _ threads: [ThreadID]) {
        self.init()
        for thread in threads {
            names = max(names, DisplayText.width(of: scene.glyphs.fit(name: scene.name(of: thread), 24)))
            let words = scene.words(for: thread)
            states = max(states, DisplayText.width(of: scene.glyphs.fit(words.whole, 44)))
        }
    }
}
