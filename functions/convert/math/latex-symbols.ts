const greek =
  'αalpha βbeta γgamma δdelta εvarepsilon ϵepsilon ζzeta ηeta θtheta ϑvartheta ιiota κkappa λlambda μmu νnu ξxi πpi ρrho ςvarsigma σsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega';
const signs =
  '×times ÷div ±pm ∓mp ·cdot ⋅cdot ∗ast ∘circ ≤leq ≥geq ≠neq ≈approx ≡equiv ∼sim ≅cong ∝propto ≪ll ≫gg ∞infty ∂partial ∇nabla ∑sum ∏prod ∐coprod ∫int ∬iint ∭iiint ∮oint ⋃bigcup ⋂bigcap ∪cup ∩cap ∈in ∉notin ∋ni ⊂subset ⊆subseteq ⊃supset ⊇supseteq ∅emptyset ∀forall ∃exists ¬neg ∧wedge ∨vee ⊕oplus ⊗otimes ⊥perp ∥parallel ∠angle →rightarrow ←leftarrow ↔leftrightarrow ⇒Rightarrow ⇐Leftarrow ⇔Leftrightarrow ↑uparrow ↓downarrow ↦mapsto …ldots ⋯cdots ⋮vdots ⋱ddots ℝmathbb{R} ℕmathbb{N} ℤmathbb{Z} ℚmathbb{Q} ℂmathbb{C} ℏhbar ℓell √surd ′prime ″prime\\prime';

const commands = new Map(
  [...greek.split(' '), ...signs.split(' ')].map((entry) => [entry.slice(0, 1), `\\${entry.slice(1)} `]),
);
const plain: Record<string, string> = {
  '−': '-',
  '–': '-',
  '—': '-',
  '\u2061': '',
  '\u2062': '',
  '\u00A0': ' ',
  '#': '\\#',
  '%': '\\%',
  '&': '\\&',
};

/** A character of a formula as LaTeX; mathematical alphabets fall back to their plain letters. */
export const latexCharacter = (character: string): string => {
  const known = plain[character] ?? commands.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x1d400 && (code < 0x2100 || code > 0x214f)) return character;
  const letter = character.normalize('NFKC');
  return commands.get(letter) ?? letter;
};

const functions = new Set(
  'sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp lim max min sup inf det dim ker gcd arg deg hom Pr limsup liminf'.split(
    ' ',
  ),
);

export const latexFunction = (name: string): string => {
  const known = /^([A-Za-z]+)(.*)$/s.exec(name);
  return known && functions.has(known[1] ?? '') ? `\\${known[1]}${known[2]}` : name;
};
