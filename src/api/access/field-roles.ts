import { defaultFieldResolver, type GraphQLSchema, isObjectType } from "graphql";
import { type Role, requireRole } from "../roles.js";

/** Fields that compute with models cost the server most. */
const fieldRoles: Readonly<Record<string, Role>> = {
  "Query.annotate": "annotate",
  "Query.link": "annotate",
  "Query.links": "annotate",
  "Query.embed": "annotate",
  "Query.suggestHeadings": "annotate",
  "Concept.similar": "annotate",
  "Mutation.deleteDocuments": "admin",
};

/** A mutation that the table does not name writes. */
export function roleOfField(type: string, field: string): Role {
  return fieldRoles[`${type}.${field}`] ?? (type === "Mutation" ? "ingest" : "read");
}

/** Puts the question for the role before every field of `schema` that is not for all who may read. */
export function guardFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const role = roleOfField(type.name, field.name);
      if (role === "read") continue;
      const { resolve = defaultFieldResolver, subscribe } = field;
      field.resolve = (source, args, context, info) => {
        requireRole(context, role);
        return resolve(source, args, context, info);
      };
      if (!subscribe) continue;
      field.subscribe = (source, args, context, info) => {
        requireRole(context, role);
        return subscribe(source, args, context, info);
      };
    }
  }
  return schema;
}
