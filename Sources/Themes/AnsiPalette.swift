import LaneCanvas

/// Sixteen colours for a terminal, found among those of a theme.
///
/// Deterministic, and never without a colour: where a theme says nothing, or leaves it to the terminal, colours of common use stand in.
struct AnsiPalette {
    let foreground: Color
    let background: Color
    /// In ANSI's order, then the bright ones.
    let colors: [Color]

    /// - Parameter hues: where coloured ones may be found, with the role that each is of; the first of equals is taken.
    init(canvas: Style, muted: Style, panel: Style, hues: [(role: Role?, color: Color)]) {
        let isReversed = canvas.attributes.contains(.reverse)
        let fore = (isReversed ? canvas.background : canvas.foreground).rgb
        let back = (isReversed ? canvas.foreground : canvas.background).rgb
        // What is known says what the other must be.
        let isLight = back.map { $0.luma > 0.5 } ?? fore.map { $0.luma < 0.35 } ?? false
        let background = back ?? (isLight ? RGB(0xFFFFFF) : RGB(0x121212))
        let foreground = fore ?? (isLight ? RGB(0x1C1C1C) : RGB(0xD0D0D0))
        let grey = muted.foreground.rgb ?? foreground.mixed(with: background, share: 0.4)
        let pale = panel.background.rgb ?? background.mixed(with: foreground, share: 0.1)
        let known = hues.compactMap { entry in entry.color.rgb.map { (role: entry.role, color: $0) } }
        let six = Hue.allCases.map { $0.color(among: known) }

        let white = RGB(0xFFFFFF)
        let normal = [isLight ? foreground : background] + six + [isLight ? pale : foreground]
        let bright =
            [grey] + six.map { $0.mixed(with: white, share: 0.2) }
            + [isLight ? background : foreground.mixed(with: white, share: 0.6)]
        self.foreground = Color(foreground)
        self.background = Color(background)
        colors = (normal + bright).map(Color.init)
    }

    /// The six hues of ANSI, in its order.
    private enum Hue: CaseIterable {
        case red, green, yellow, blue, magenta, cyan

        var degrees: Double {
            switch self {
            case .red: 0
            case .yellow: 60
            case .green: 120
            case .cyan: 180
            case .blue: 240
            case .magenta: 300
            }
        }

        /// Read on light and dark alike, for themes that have nothing like it.
        var standard: RGB {
            switch self {
            case .red: RGB(0xCD3131)
            case .yellow: RGB(0xB58900)
            case .green: RGB(0x2AA14A)
            case .cyan: RGB(0x1A9AB0)
            case .blue: RGB(0x3B78D8)
            case .magenta: RGB(0xB04FC0)
            }
        }

        /// The roles whose meaning is this hue's for whoever paints with sixteen colours.
        var roles: [Role] {
            switch self {
            case .red: [.error]
            case .green: [.done, .playing]
            case .yellow: [.warning, .paused]
            default: []
            }
        }

        /// The colour nearest in hue, nearly grey ones left out; one of this hue's own roles before any other that is not much
        /// nearer.
        func color(among known: [(role: Role?, color: RGB)]) -> RGB {
            var best: (color: RGB, distance: Double)?
            for (role, color) in known {
                guard let hue = color.hue, color.chroma > 38, color.saturation > 0.25 else { continue }
                let distance = RGB.angle(hue, degrees)
                let favour: Double = role.map(roles.contains) ?? false ? 25 : 0
                guard distance <= 50, distance - favour < best?.distance ?? .infinity else { continue }
                best = (color, distance - favour)
            }
            return best?.color ?? standard
        }
    }
}
