import math

#! wrong not-attempted: nothing written yet
def angle_between(first, second):
    """Return the angle between two gradients in degrees."""
    raise NotImplementedError()

#! wrong radians-not-degrees: what arccos gives
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    return np.arccos(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1))

#! wrong inverse-left-out: the cosine
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    return u @ v / np.linalg.norm(u) / np.linalg.norm(v)

#! wrong division-by-zero: no clip
def angle_between(first, second):
    u = np.concatenate([np.asarray(g, float).ravel() for g in first])
    v = np.concatenate([np.asarray(g, float).ravel() for g in second])
    return np.degrees(np.arccos(u @ v / (np.linalg.norm(u) * np.linalg.norm(v))))

#! wrong absolute-value: never above 90
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    cosine = abs(u @ v) / (np.linalg.norm(u) * np.linalg.norm(v))
    return np.degrees(np.arccos(min(cosine, 1)))

#! wrong not-normalised: no lengths
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    return np.degrees(np.arccos(np.clip(u @ v, -1, 1)))

#! wrong root-left-out: squared lengths
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    return np.degrees(np.arccos(np.clip(u @ v / ((u**2).sum() * (v**2).sum()), -1, 1)))

#! wrong array-by-array: the mean of the angles
def angle_between(first, second):
    angles = []
    for g, h in zip(first, second):
        cosine = np.sum(g * h) / (np.linalg.norm(g) * np.linalg.norm(h))
        angles.append(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
    return np.mean(angles)

#! wrong only-first-array: the first arrays alone
def angle_between(first, second):
    for g, h in zip(first, second):
        cosine = np.sum(g * h) / (np.linalg.norm(g) * np.linalg.norm(h))
        return np.degrees(np.arccos(np.clip(cosine, -1, 1)))

#! wrong sign-wrong: to the opposite
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    return 180 - np.degrees(np.arccos(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1)))

#! wrong other-function: arcsin
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    return np.degrees(np.arcsin(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1)))

#! wrong calls-the-reference: calls the reference in mlp
def angle_between(first, second):
    return mlp.angle_between(first, second)

#! wrong raises: a list has no ravel
def angle_between(first, second):
    u, v = first.ravel(), second.ravel()
    return np.degrees(np.arccos(u @ v / np.linalg.norm(u) / np.linalg.norm(v)))

#! wrong returns-nothing: no return
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])

#! right: one long vector
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    cosine = u @ v / (np.linalg.norm(u) * np.linalg.norm(v))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))

#! right: sums over the arrays
def angle_between(first, second):
    dot = sum(np.sum(g * h) for g, h in zip(first, second))
    squares = sum(np.sum(g**2) for g in first), sum(np.sum(h**2) for h in second)
    cosine = dot / math.sqrt(squares[0]) / math.sqrt(squares[1])
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))

#! right: unit vectors and arctan2, without arccos
def angle_between(first, second):
    u = np.concatenate([np.ravel(g) for g in first])
    v = np.concatenate([np.ravel(g) for g in second])
    u, v = u / np.linalg.norm(u), v / np.linalg.norm(v)
    return np.degrees(2 * np.arctan2(np.linalg.norm(u - v), np.linalg.norm(u + v)))

#! right: by pi
def angle_between(first, second):
    u = np.hstack([np.ravel(g) for g in first])
    v = np.hstack([np.ravel(g) for g in second])
    cosine = np.dot(u, v) / np.sqrt(np.dot(u, u) * np.dot(v, v))
    if cosine >= 1:
        return 0.0
    if cosine <= -1:
        return 180.0
    return np.arccos(cosine) / np.pi * 180

#! right: loops over single entries
def angle_between(first, second):
    dot = uu = vv = 0.0
    for g, h in zip(first, second):
        for x, y in zip(g.ravel(), h.ravel()):
            dot += x * y
            uu += x * x
            vv += y * y
    cosine = dot / (uu * vv) ** 0.5
    return float(np.rad2deg(np.arccos(np.clip(cosine, -1.0, 1.0))))

#! right: all in one line
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    return np.degrees(np.arccos(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1)))

#! right: cut above and below
def angle_between(first, second):
    u = np.concatenate([g.ravel() for g in first])
    v = np.concatenate([g.ravel() for g in second])
    cosine = u @ v / (np.linalg.norm(u) * np.linalg.norm(v))
    return np.degrees(np.arccos(max(-1, min(cosine, 1))))
