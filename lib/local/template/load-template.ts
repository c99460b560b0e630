import type { Json, JsonObject } from "./json.ts";
import { asText, isObject } from "./json.ts";
import { physicalName } from "./physical-name.ts";
import { pseudoParameters } from "./pseudo-parameters.ts";
import type { Assembly, Stack } from "./read-assembly.ts";
import type { Scope } from "./resolve-intrinsics.ts";
import { evaluateCondition, resolveIntrinsics } from "./resolve-intrinsics.ts";
import type { Identity } from "./resource-types.ts";
import { resourceTypes } from "./resource-types.ts";
import { Unsupported } from "./unsupported.ts";

/** A resource to run, every reference in it resolved. */
export interface Resource extends Identity {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly properties: JsonObject;
}

export interface StackOutputs {
  readonly stack: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface LoadedTemplate {
  /** Only those that run; what is ignored is resolved where it is referred to. */
  readonly resources: readonly Resource[];
  readonly outputs: readonly StackOutputs[];
}

type Scopes = ReadonlyMap<string, Scope>;

/**
 * Resolves all stacks of an assembly. References are followed when they are needed, so stacks
 * and resources may stand in any order.
 * @param sqsBase the URL under which the local queues are reached
 * @throws Unsupported for resource types, functions and references that the local cloud does not know.
 */
export function loadTemplate(assembly: Assembly, sqsBase: string): LoadedTemplate {
  for (const stack of assembly.stacks) refuseUnknownTypes(stack);
  const scopes = new Map<string, Scope>();
  for (const stack of assembly.stacks) {
    const importValue = (name: string) => findExport(assembly, scopes, name);
    scopes.set(stack.name, scopeOf(stack, { sqsBase, importValue }));
  }
  return {
    resources: assembly.stacks.flatMap((stack) => resourcesOf(stack, scopes, sqsBase)),
    outputs: assembly.stacks.map((stack) => outputsOf(stack, scopes)),
  };
}

function refuseUnknownTypes({ name, template }: Stack) {
  for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
    if (resourceTypes[Type] === undefined)
      throw new Unsupported(
        `The local cloud does not know the resource type ${Type} (${logicalId} in ${name}).`,
      );
  }
}

function scopeOfStack(scopes: Scopes, stack: Stack): Scope {
  const scope = scopes.get(stack.name);
  if (scope === undefined) throw new Unsupported(`There is no stack ${stack.name}.`);
  return scope;
}

interface Surroundings {
  readonly sqsBase: string;
  readonly importValue: (name: string) => Json;
}

function scopeOf(stack: Stack, { sqsBase, importValue }: Surroundings): Scope {
  const { Parameters, Conditions, Mappings, Resources } = stack.template;
  const pseudo = pseudoParameters(stack.name);
  const scope: Scope = {
    importValue,
    ref: (name) => {
      const known = pseudo[name] ?? Parameters[name]?.Default;
      if (known !== undefined) return known;
      if (Parameters[name] !== undefined)
        throw new Unsupported(`The parameter ${name} of ${stack.name} has no default.`);
      return identityOf(stack, name, { scope, sqsBase }).ref;
    },
    getAtt: (logicalId, attribute) => {
      const found = identityOf(stack, logicalId, { scope, sqsBase }).attributes[attribute];
      if (found !== undefined) return found;
      const type = Resources[logicalId]?.Type ?? "";
      throw new Unsupported(
        `The local cloud does not know the attribute ${attribute} of ${type} (${logicalId} in ${stack.name}).`,
      );
    },
    condition: (name) => evaluateCondition(Conditions[name] ?? false, scope),
    findInMap: (map, first, second) => {
      const found = Mappings[map]?.[first]?.[second];
      if (found === undefined)
        throw new Unsupported(
          `There is no ${first}.${second} in the mapping ${map} of ${stack.name}.`,
        );
      return found;
    },
  };
  return scope;
}

interface Naming {
  readonly scope: Scope;
  readonly sqsBase: string;
}

function nameOf(stack: Stack, logicalId: string, scope: Scope): string {
  const resource = stack.template.Resources[logicalId];
  const property = resourceTypes[resource?.Type ?? ""]?.nameProperty;
  const given = property === undefined ? undefined : resource?.Properties[property];
  const name = given === undefined ? null : resolveIntrinsics(given, scope);
  return typeof name === "string" ? name : physicalName(stack.name, logicalId);
}

function identityOf(stack: Stack, logicalId: string, { scope, sqsBase }: Naming): Identity {
  const resource = stack.template.Resources[logicalId];
  const type = resourceTypes[resource?.Type ?? ""];
  if (type === undefined)
    throw new Unsupported(`${stack.name} refers to ${logicalId}, which is not in it.`);
  return type.identify(nameOf(stack, logicalId, scope), sqsBase);
}

function resourcesOf(stack: Stack, scopes: Scopes, sqsBase: string): Resource[] {
  const scope = scopeOfStack(scopes, stack);
  return Object.entries(stack.template.Resources).flatMap(([logicalId, resource]) => {
    const { Type, Properties, Condition } = resource;
    if (resourceTypes[Type]?.ignored !== undefined) return [];
    if (Condition !== undefined && !scope.condition(Condition)) return [];
    const properties = resolveIntrinsics(Properties, scope);
    return [
      {
        ...identityOf(stack, logicalId, { scope, sqsBase }),
        stack: stack.name,
        logicalId,
        type: Type,
        name: nameOf(stack, logicalId, scope),
        properties: isObject(properties) ? properties : {},
      },
    ];
  });
}

function outputsOf(stack: Stack, scopes: Scopes): StackOutputs {
  const scope = scopeOfStack(scopes, stack);
  const outputs: Record<string, string> = {};
  for (const [key, { Value, Condition }] of Object.entries(stack.template.Outputs)) {
    if (Condition !== undefined && !scope.condition(Condition)) continue;
    outputs[key] = asText(resolveIntrinsics(Value, scope));
  }
  return { stack: stack.name, outputs };
}

function findExport(assembly: Assembly, scopes: Scopes, name: string): Json {
  for (const stack of assembly.stacks) {
    const scope = scopeOfStack(scopes, stack);
    for (const { Export, Value } of Object.values(stack.template.Outputs)) {
      if (Export !== undefined && resolveIntrinsics(Export.Name, scope) === name)
        return resolveIntrinsics(Value, scope);
    }
  }
  throw new Unsupported(`No stack of the assembly exports ${name}.`);
}
